package io.holcstore.testkit;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import io.holcstore.Store;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
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
                .contains(
                        "io.holcstore",
                        "io.holcstore.django",
                        "io.holcstore.files",
                        "io.holcstore.store",
                        "io.holcstore.time");
    }

    @Test
    void theProtocolOfThePythonApplicationSaysWhichLibraryItLacks()
            throws ReflectiveOperationException, URISyntaxException {
        ClassLoader loader = layer().findLoader(NAME);
        Class<?> protocol = loader.loadClass("io.holcstore.django.DjangoProtocol");
        Method of = protocol.getMethod("of", loader.loadClass("io.holcstore.store.ChunkStore"));
        assertThatThrownBy(() -> of.invoke(null, (Object) null))
                .hasRootCauseInstanceOf(ClassNotFoundException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tools.jackson.core:jackson-core");
    }

    @Test
    void parquetFilesSayWhichLibraryTheyLack() throws ReflectiveOperationException, URISyntaxException {
        ClassLoader loader = layer().findLoader(NAME);
        Class<?> export = loader.loadClass("io.holcstore.files.ParquetExport");
        Object any = export.getMethod("of", loader.loadClass("io.holcstore.store.SeriesStore"))
                .invoke(null, (Object) null);
        Method to = export.getMethod("to", Path.class);
        assertThatThrownBy(() -> to.invoke(any, Path.of("loads.parquet")))
                .cause()
                .isInstanceOf(loader.loadClass("io.holcstore.error.StoreException"))
                .hasMessageContaining("io.airlift:aircompressor:");
    }

    @Test
    void worksAsAModule() throws ReflectiveOperationException, URISyntaxException {
        ClassLoader loader = layer().findLoader(NAME);
        Class<?> frequency = loader.loadClass("io.holcstore.time.Frequency");
        assertThat(frequency.getModule().isNamed()).isTrue();
        Object store =
                loader.loadClass("io.holcstore.Store").getMethod("define").invoke(null);
        Class<?> builder = loader.loadClass("io.holcstore.store.StoreBuilder");
        Class<?> chunkBy = loader.loadClass("io.holcstore.time.ChunkBy");
        builder.getMethod("chunkBy", chunkBy).invoke(store, chunkBy.getEnumConstants()[0]);
        builder.getMethod("freq", String.class).invoke(store, "1h");
        builder.getMethod("tz", String.class).invoke(store, "Europe/Paris");
        Object definition = builder.getMethod("build").invoke(store);
        Class<?> dialect = loader.loadClass("io.holcstore.store.Dialect");
        Object ddl = loader.loadClass("io.holcstore.store.Definition")
                .getMethod("ddl", dialect)
                .invoke(definition, dialect.getEnumConstants()[0]);
        assertThat(ddl).asString().contains("CREATE TABLE IF NOT EXISTS \"holcstore_chunks\"");
    }

    /** What applications do not see, they cannot reach. */
    @Test
    void internalsAreClosed() throws URISyntaxException {
        Module module = layer().findModule(NAME).orElseThrow();
        assertThat(module.getPackages()).contains("io.holcstore.internal.codec");
        assertThat(module.getDescriptor().exports())
                .noneMatch(exported -> exported.source().contains("internal"));
    }
}
