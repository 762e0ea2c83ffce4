package io.holcstore.cli;

import io.holcstore.internal.session.Session;
import io.holcstore.internal.store.RecordedDefinition;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.VersionedStore;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What a command works on.
 *
 * @param store the store, opened as its database records it
 * @param arguments the command line
 * @param out where results go
 * @param asker who confirms changes
 * @param environment the variables of the process
 */
record Opened(ReadableStore store, Arguments arguments, PrintStream out, Asker asker, Map<String, String> environment) {
    static ReadableStore open(DataSource dataSource, String name) {
        return RecordedDefinition.of(name, Session.of(dataSource, StoreOptions.defaults()))
                .open(dataSource);
    }

    /** Returns the store as one of chunks. */
    ChunkStore chunks() {
        if (store instanceof ChunkStore chunks) {
            return chunks;
        }
        throw new UsageException(
                store.name() + " does not keep its series in chunks; this command needs a store that does");
    }

    /** Returns the store as one of chunks or of irregular series. */
    SeriesStore series() {
        if (store instanceof SeriesStore series) {
            return series;
        }
        throw new UsageException(
                store.name() + " is a store of versions, which can be exported to and imported from .zip files alone");
    }

    boolean isVersioned() {
        return store instanceof VersionedStore;
    }

    VersionedStore versions() {
        return (VersionedStore) store;
    }

    /** Returns the second name of the command line, behind that of the store. */
    String second(String what) {
        if (arguments.names().size() < 3) {
            throw new UsageException("name " + what + " behind the store");
        }
        return arguments.names().get(2);
    }

    /** Returns the series that {@code --where} names. */
    KeyFilter filter() {
        return Filters.of(arguments.all("--where"), store.axes());
    }

    /**
     * Refuses options that the command has, but not here.
     *
     * @param where what they do not apply to
     */
    void refuse(Set<String> options, String where) {
        options.stream().filter(arguments::has).sorted().findFirst().ifPresent(option -> {
            throw new UsageException(option + " does not apply to " + where + "; leave it out");
        });
    }

    /** Returns whether the person at the terminal, or the option {@code --yes}, agrees to a change. */
    boolean isConfirmed(String what) {
        if (arguments.has("--yes")) {
            return true;
        }
        String answer = asker.ask(what + " Type yes to go on: ")
                .orElseThrow(() -> new UsageException(
                        what + " Nobody can be asked, because there is no terminal; add --yes if this is right"));
        if (answer.strip().equals("yes")) {
            return true;
        }
        out.println("nothing was changed");
        return false;
    }
}
