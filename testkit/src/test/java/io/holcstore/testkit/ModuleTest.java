package io.holcstore.testkit;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import io.holcstore.Store;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.jpountz.lz4.LZ4Factory;
import org.eclipse.collections.api.LongIterable;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.junit.jupiter.api.Test;

/** The library as a module among modules, without the drivers and libraries that are optional. */
final class ModuleTest {
    private static final String NAME = "io.holcstore.core";

    private static Path place(Class<?> member) throws URISyntaxException {
        return Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static ModuleLayer layer() throws URISyntaxException {
        ModuleFinder finder = ModuleFinder.of(
                place(Store.class),
                place(CsvReader.class),
                place(LZ4Factory.class),
                place(LongIterable.class),
                place(LongArrayList.class));
        ModuleLayer boot = ModuleLayer.boot();
        Configuration resolved = boot.configuration().resolve(finder, ModuleFinder.of(), Set.of(NAME));
        return boot.defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader());
    }

    @Test
    void exportsWhatUsersNeed() throws URISyntaxException {
        Module module = layer().findModule(NAME).orElseThrow();
        assertThat(module.getDescriptor().isAutomatic()).isFalse();
        assertThat(module.getDescriptor().exports().stream()
                        .map(Exports::source)
                        .collect(toSet()))
                .contains("io.holcstore", "io.holcstore.files", "io.holcstore.store", "io.holcstore.time");
    }

    @Test
    void aServerSaysWhichLibraryItLacks() throws ReflectiveOperationException, URISyntaxException {
        Class<?> handler = layer().findLoader(NAME).loadClass("io.holcstore.http.SyncHandler");
        Object builder = handler.getMethod("builder").invoke(null);
        assertThatThrownBy(() -> builder.getClass().getMethod("build").invoke(builder))
                .hasRootCauseInstanceOf(ClassNotFoundException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tools.jackson.core:jackson-core");
    }

    @Test
    void worksAsAModule() throws ReflectiveOperationException, URISyntaxException {
        ClassLoader loader = layer().findLoader(NAME);
        Class<?> encoding = loader.loadClass("io.holcstore.store.Encoding");
        Class<?> codec = loader.loadClass("io.holcstore.internal.codec.ChunkCodec");
        assertThat(codec.getModule().isNamed()).isTrue();

        double[] values = {1, 2, Double.NaN};
        Object lz4 = codec.getMethod("of", encoding, int.class).invoke(null, encoding.getEnumConstants()[0], 96);
        byte[] blob = (byte[])
                codec.getMethod("encode", double[].class, int.class, int.class).invoke(lz4, values, 0, 3);
        double[] decoded = new double[3];
        codec.getMethod("decode", String.class, byte[].class, int.class, double[].class, int.class)
                .invoke(lz4, codec.getMethod("dtype").invoke(lz4), blob, 3, decoded, 0);
        assertThat(List.of(decoded[0], decoded[1], decoded[2])).containsExactly(1.0, 2.0, Double.NaN);
    }
}
