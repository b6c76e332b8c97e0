package io.waybill.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Maven's {@code target}, where the servers' programs are unpacked; their data is elsewhere. */
final class BuildDirectory {

    private BuildDirectory() {}

    static Path path() {
        try {
            Path testClasses = Path.of(BuildDirectory.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return testClasses.resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path zeebe() {
        Path unpacked = path().resolve("zeebe");
        try (Stream<Path> versions = Files.exists(unpacked) ? Files.list(unpacked) : Stream.empty()) {
            return versions.filter(version -> Files.isDirectory(version.resolve("lib")))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new StartRefused(
                            "There is no Zeebe in " + unpacked + "; unpack it with: mvn generate-test-resources"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
