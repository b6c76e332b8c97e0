package io.waybill.embedded;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Maven's {@code target}, where MariaDB is unpacked; MariaDB's data is elsewhere. */
public final class BuildDirectory {

    private BuildDirectory() {}

    public static Path path() {
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
}
