package org.charthouse.dq;

import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * One structural rule of a table.
 *
 * @param kind {@code required}, {@code type}, {@code key} or {@code reference}
 * @param column the column it is about; the key columns, comma-separated, for kind {@code key}
 * @param applies which rows it is about; all where empty
 * @param breaks which of these break it
 */
record ContractRule(String kind, String column, Optional<Column> applies, Column breaks) {}
