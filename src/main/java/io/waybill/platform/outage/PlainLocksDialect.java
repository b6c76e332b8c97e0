package io.waybill.platform.outage;

import org.hibernate.dialect.MySQLDialect;

/**
 * MySQL's dialect with locks that MariaDB supports too: {@code for update} and {@code lock in share mode} instead of
 * {@code for update of} and {@code for share}. MariaDB's own dialect writes {@code insert … returning}, which MySQL
 * does not support.
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
