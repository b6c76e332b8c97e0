package io.waybill.peers.shop;

/** In what the SQL of the databases differs that the peers are on. */
enum Dialect {
    MARIADB {
        @Override
        String insertOnce(String into) {
            return "insert ignore " + into;
        }
    },
    POSTGRESQL {
        @Override
        String insertOnce(String into) {
            return "insert " + into + " on conflict do nothing";
        }
    };

    /** By the JDBC URL of the database. */
    static Dialect of(String url) {
        return url.startsWith("jdbc:postgresql:") ? POSTGRESQL : MARIADB;
    }

    /** An insert of {@code into t (...) values (...)} that does nothing if the row is there. */
    abstract String insertOnce(String into);
}
