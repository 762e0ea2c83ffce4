package io.holcstore.internal.lz4;

import io.holcstore.internal.codec.ChunkCodec;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The LZ4 library, which the first call loads. {@link ChunkCodec} documents which implementation it uses. Thread-safe.
 */
final class Lz4 {
    /** The system property that selects the implementation. */
    static final String IMPLEMENTATION = "holcstore.lz4";

    private static final String NATIVE = "native";
    private static final String JAVA = "java";

    private Lz4() {}

    static LZ4Compressor compressor() {
        return Loaded.LZ4.fastCompressor();
    }

    static LZ4SafeDecompressor decompressor() {
        return Loaded.LZ4.safeDecompressor();
    }

    static XXHash32 xxHash() {
        return Loaded.HASHES.hash32();
    }

    private static boolean isJava() {
        String wanted = System.getProperty(IMPLEMENTATION, NATIVE);
        if (!wanted.equals(JAVA) && !wanted.equals(NATIVE)) {
            System.getLogger(Lz4.class.getPackageName())
                    .log(
                            System.Logger.Level.WARNING,
                            "-D" + IMPLEMENTATION + "=" + wanted + " is unknown and ignored; use '" + NATIVE + "' or '"
                                    + JAVA + "'");
        }
        return wanted.equals(JAVA);
    }

    /**
     * Uses the pure Java implementation without {@code sun.misc.Unsafe}, for which JDK 24 and later print a warning.
     */
    private static final class Loaded {
        static final LZ4Factory LZ4 = isJava() ? LZ4Factory.safeInstance() : LZ4Factory.fastestInstance();
        static final XXHashFactory HASHES = isJava() ? XXHashFactory.safeInstance() : XXHashFactory.fastestInstance();
    }
}
