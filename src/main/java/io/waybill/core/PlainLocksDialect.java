package io.waybill.core;

import org.hibernate.dialect.MySQLDialect;

/**
 * MySQL's dialect, with locks that MariaDB understands, too: {@code for update} and {@code lock in share mode}, where
 * MySQL's own writes {@code for update of} and {@code for share}. Not MariaDB's own, which has MySQL's errors in what else
 * differs.
 */
public class PlainLocksDialect extends MySQLDialect {

    @Override
    protected boolean supportsAliasLocks() {
        return false;
    }

    @Override
    protected boolean supportsForShare() {
        return false;
    }
}
