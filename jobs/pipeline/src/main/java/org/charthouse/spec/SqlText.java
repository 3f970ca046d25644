package org.charthouse.spec;

import org.charthouse.error.Place;

/**
 * A Spark SQL expression. It is known by its text alone: that it stands on another line is no change.
 *
 * @param sql its text
 * @param place where it stands
 */
public record SqlText(String sql, Place place) {

    static SqlText of(String sql) {
        return new SqlText(sql, Place.of("schemas/extract"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SqlText text && text.sql.equals(sql);
    }

    @Override
    public int hashCode() {
        return sql.hashCode();
    }

    @Override
    public String toString() {
        return sql;
    }
}
