package io.holcstore.internal.django;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Computes BLAKE2b (RFC 7693) without a key, which the JDK does not provide. It hashes names of a few bytes, so it is
 * not optimized.
 */
final class Blake2b {
    private static final int BLOCK = 128;
    private static final int ROUNDS = 12;

    /** The initial state: the fractional parts of the square roots of the first eight primes, as in SHA-512. */
    private static final long[] IV = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
    };

    /**
     * The order in which each round uses the words of a block, one hexadecimal digit each. The eleventh round uses the
     * first order again.
     */
    private static final String[] SIGMA = {
        "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d",
        "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0"
    };

    private final long[] state = IV.clone();

    private Blake2b(int size) {
        state[0] ^= 0x01010000L ^ size;
    }

    /**
     * Returns the hash of a message.
     *
     * @param size the length of the hash, 1 to 64 bytes; a shorter hash is not a prefix of a longer one
     */
    static byte[] hash(byte[] message, int size) {
        Blake2b hash = new Blake2b(size);
        int at = 0;
        while (message.length - at > BLOCK) {
            hash.compress(message, at, at + BLOCK, false);
            at += BLOCK;
        }
        hash.compress(message, at, message.length, true);
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(hash.state);
        return Arrays.copyOf(bytes.array(), size);
    }

    private void compress(byte[] message, int from, int to, boolean last) {
        ByteBuffer block = ByteBuffer.wrap(Arrays.copyOf(Arrays.copyOfRange(message, from, to), BLOCK))
                .order(ByteOrder.LITTLE_ENDIAN);
        long[] words = new long[16];
        block.asLongBuffer().get(words);
        long[] v = Arrays.copyOf(state, 16);
        System.arraycopy(IV, 0, v, 8, 8);
        v[12] ^= to;
        v[14] ^= last ? -1 : 0;
        for (int round = 0; round < ROUNDS; round++) {
            String order = SIGMA[round % SIGMA.length];
            for (int i = 0; i < 8; i++) {
                // the first four turns mix the columns, the others the diagonals
                int turn = i / 4;
                int b = 4 + (i + turn) % 4;
                int c = 8 + (i + 2 * turn) % 4;
                int d = 12 + (i + 3 * turn) % 4;
                mix(v, i % 4, b, c, d, word(words, order, 2 * i), word(words, order, 2 * i + 1));
            }
        }
        for (int i = 0; i < 8; i++) {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }

    private static long word(long[] words, String order, int i) {
        return words[Character.digit(order.charAt(i), 16)];
    }

    private static void mix(long[] v, int a, int b, int c, int d, long x, long y) {
        v[a] += v[b] + x;
        v[d] = Long.rotateRight(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = Long.rotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 63);
    }
}
