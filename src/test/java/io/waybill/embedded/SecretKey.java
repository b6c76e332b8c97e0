package io.waybill.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key with which the embedded default encrypts secrets in its database: created once, stored next to the data. */
final class SecretKey {

    private static final int BYTES = 32;

    private SecretKey() {}

    static String in(Path data) {
        Path file = data.resolve("secret.key");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Links a complete file into place, which fails if there is one already: another replica may have been first. */
    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path fresh = Files.createTempFile(Files.createDirectories(file.getParent()), "secret", ".new");
        try {
            Files.writeString(fresh, Base64.getEncoder().encodeToString(key));
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Use the existing one.
            return;
        } finally {
            Files.delete(fresh);
        }
    }
}
