package io.holcstore.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.error.MissingLibraryException;
import io.holcstore.store.KeyedStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.concurrent.Callable;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Without a library, the explorer says at its start which one it is. */
final class MissingLibrariesTest {
    @Test
    void theOneThatDrawsIsNamed() throws Exception {
        assertThat(startedWithout("META-INF/resources/webjars/uplot/"))
                .startsWith("org.webjars.npm:uplot:1.6.30 | the explorer needs the library")
                .endsWith("add it to your dependencies");
    }

    @Test
    void theOneThatWritesJsonIsNamed() throws Exception {
        assertThat(startedWithout("tools/jackson/")).startsWith("tools.jackson.core:jackson-core:");
    }

    @Test
    void withBothItStarts() throws Exception {
        assertThat(startedWithout("nothing/")).isEqualTo("started true");
    }

    private static String startedWithout(String hidden) throws Exception {
        Class<?> start = new Hiding(hidden).loadClass(Start.class.getName());
        return (String) ((Callable<?>) start.getDeclaredConstructor().newInstance()).call();
    }

    /** Starts an explorer, in the class loader of this class. */
    public static final class Start implements Callable<String> {
        @Override
        public String call() {
            KeyedStore store = Store.defineKeyed().table("readings").open(new JdbcDataSource());
            try (Explorer started = Explorer.of(store).start(0)) {
                return "started " + (started.port() > 0);
            } catch (MissingLibraryException e) {
                return e.library() + " | " + e.getMessage();
            }
        }
    }

    /** Loads the library itself, and does not see the resources and classes below a folder. */
    private static final class Hiding extends ClassLoader {
        private final String hidden;

        Hiding(String hidden) {
            super(MissingLibrariesTest.class.getClassLoader());
            this.hidden = hidden;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (path(name).startsWith(hidden)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.holcstore.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        private static String path(String name) {
            return name.replace('.', '/') + ".class";
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(path(name))) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public @Nullable URL getResource(String name) {
            return name.startsWith(hidden) ? null : super.getResource(name);
        }
    }
}
