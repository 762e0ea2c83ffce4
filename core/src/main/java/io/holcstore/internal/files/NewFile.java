package io.holcstore.internal.files;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a file beside its place, and moves it there when it is complete: readers see the former one or all of it. */
public final class NewFile {
    /** Writes the content. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes a file that does not exist.
         *
         * @param part its path
         */
        void write(Path part) throws IOException;
    }

    private NewFile() {}

    /** Writes a file, or the one that a link leads to. What is written of it goes away when the writing fails. */
    public static void write(Path path, Content content) throws IOException {
        Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(path.toString(), null, "is a folder or a device, and not a file");
        }
        Path name = target.getFileName();
        Path part = target.resolveSibling("." + UUID.randomUUID() + extension(name == null ? "" : name.toString()));
        try {
            content.write(part);
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return (dot < 0 ? "" : name.substring(dot)) + ".part";
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
