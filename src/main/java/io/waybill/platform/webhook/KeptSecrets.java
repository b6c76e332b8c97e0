package io.waybill.platform.webhook;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * At the start, encrypts what is stored in the clear or with an older key. Refuses to start if no key decrypts a
 * secret: otherwise webhooks would fail one by one, much later.
 */
@Component
class KeptSecrets implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(KeptSecrets.class);

    private final JdbcClient db;
    private final SecretCipher cipher;

    KeptSecrets(JdbcClient db, SecretCipher cipher) {
        this.db = db;
        this.cipher = cipher;
    }

    private record Kept(String id, String secret) {}

    @Override
    public void run(ApplicationArguments arguments) {
        int encrypted = encrypt("secret") + encrypt("previous_secret");
        if (encrypted > 0) {
            log.info("Encrypted {} webhook secrets", encrypted);
        }
    }

    /** One by one, and only if unchanged: another replica or a caller may change a secret meanwhile. */
    private int encrypt(String column) {
        return db
                .sql("select webhook_id as id, %s as secret from webhook where %s is not null"
                        .formatted(column, column))
                .query(Kept.class)
                .list()
                .stream()
                .mapToInt(kept -> encrypt(column, kept))
                .sum();
    }

    private int encrypt(String column, Kept kept) {
        Secret secret = cipher.decrypt(kept.secret());
        if (!cipher.encrypts() || cipher.isCurrent(kept.secret())) {
            return 0;
        }
        return db.sql("update webhook set %s = ? where webhook_id = ? and %s = ?".formatted(column, column))
                .params(cipher.encrypt(secret), kept.id(), kept.secret())
                .update();
    }
}
