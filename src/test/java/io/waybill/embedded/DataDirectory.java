package io.waybill.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The directory in which everything is stored, locked by one Waybill at a time. */
final class DataDirectory implements AutoCloseable {

    private static final String LOCK = ".lock";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws StartRefused if another Waybill runs on it */
    static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StartRefused("Another Waybill is running on the data in " + path
                        + "; stop it, or use other data: WAYBILL_EMBEDDED_DATADIR=data2 mvn spring-boot:test-run");
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new StartRefused("Cannot use the data directory " + path + ": " + e, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }

    Path of(String server) {
        try {
            return Files.createDirectories(path.resolve(server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void wipe() {
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> kept = entries.filter(entry -> !entry.endsWith(LOCK)).toList();
            for (Path entry : kept) {
                FileSystemUtils.deleteRecursively(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
