package io.holcstore.files;

import io.holcstore.internal.files.ImportTally;
import io.holcstore.internal.files.WaitingSeries;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.WriteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Runs imports of files. */
final class FileRun {
    /** Reads a file. */
    interface Reading {
        ImportTally read() throws IOException;
    }

    /** Reads a file, whose series go to a target. */
    interface Storing {
        ImportTally read(WaitingSeries.Target target) throws IOException;
    }

    private FileRun() {}

    /** Stores as one transaction. */
    static ImportReport into(Path path, SeriesStore store, Progress progress, Storing run) {
        ImportTally[] tally = new ImportTally[1];
        try {
            WriteResult written = store.bulk(bulk -> tally[0] = run.read(bulk::add));
            return ImportReport.stored(tally[0], written);
        } catch (IOException e) {
            throw new UncheckedIOException("the import into " + store.name() + " could not read " + path, e);
        } finally {
            progress.finish();
        }
    }

    /** Stores nothing. */
    static ImportTally read(Path path, Progress progress, Reading run) {
        try {
            return run.read();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be read", e);
        } finally {
            progress.finish();
        }
    }
}
