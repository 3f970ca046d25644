package org.charthouse.feed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.charthouse.error.Problems;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.FillSpec;
import org.charthouse.spec.SqlText;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.ValueForm;
import org.jspecify.annotations.Nullable;

/** Makes of one line the row of one extract table, or says why it cannot. */
final class TableFill implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int NOWHERE = -1;

    private final String table;
    private final SourceValue values;
    private final TreeMap<String, String> codeSystems;
    private final ArrayList<Cell> cells = new ArrayList<>();
    private final RowExpressions expressions;
    private final boolean isFiltered;
    private final int where;

    /** One column: the source column at a position, or the nth expression, or neither. */
    private record Cell(String name, String type, boolean isNeeded, boolean tellsDeletion, int position, int expression)
            implements Serializable {}

    /** A fault that was found within a line. */
    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Fault fault;

        Unfit(Fault fault) {
            super(fault.rule(), null, false, false);
            this.fault = fault;
        }
    }

    TableFill(FillSpec spec, TableContract contract, SourceColumns source, ValueForm form) {
        this.table = spec.table();
        this.values = new SourceValue(form);
        this.codeSystems = form.codeSystems();
        Problems problems = new Problems();
        List<Expression> bound = new ArrayList<>();
        for (ColumnSpec column : contract.columns()) {
            SqlText sql = spec.columns().get(column.name());
            int position = sql == null ? NOWHERE : source.position(sql.sql());
            boolean isComputed = false;
            if (sql != null && position == NOWHERE) {
                isComputed = true;
                source.expression(sql, problems).ifPresent(bound::add);
            }
            boolean isKey = contract.key().contains(column.name());
            boolean mayBeUnsaid = column.name().equals(TableContract.UPDATED)
                    && (sql == null || position >= source.required()); // then the delivery's day counts
            cells.add(new Cell(
                    column.name(),
                    column.type(),
                    column.required() && !mayBeUnsaid,
                    isKey || (column.name().equals(TableContract.UPDATED) && !mayBeUnsaid),
                    position,
                    isComputed ? bound.size() - 1 : NOWHERE));
        }
        this.isFiltered = spec.where().isPresent();
        spec.where().flatMap(sql -> source.expression(sql, problems)).ifPresent(bound::add);
        problems.throwIfAny();
        this.expressions = new RowExpressions(bound);
        this.where = bound.size() - 1;
    }

    /** Whether rows may say that their record is deleted, in files whose columns stand at these positions. */
    boolean tellsDeletions(int[] positions) {
        return cells.stream()
                .filter(cell -> cell.name().equals(TableContract.DELETED))
                .anyMatch(cell -> cell.expression != NOWHERE
                        || (cell.position != NOWHERE && positions[cell.position] != NOWHERE));
    }

    /** Why the line cannot be used; null where it can, or is none of this table's. */
    @Nullable
    Fault fault(SourceLine line) {
        try {
            if (!isOurs(line)) {
                return null;
            }
            List<@Nullable String> row = new ArrayList<>();
            for (Cell cell : cells) {
                row.add(text(cell, line));
            }
            boolean isDeleted = false;
            for (int i = 0; i < row.size(); i++) {
                isDeleted |= cells.get(i).name().equals(TableContract.DELETED) && "true".equals(row.get(i));
            }
            for (int i = 0; i < row.size(); i++) {
                Cell cell = cells.get(i);
                if (row.get(i) == null && (isDeleted ? cell.tellsDeletion : cell.isNeeded)) {
                    return new Fault("required", "'" + cell.name() + "' is empty");
                }
            }
            return null;
        } catch (Unfit e) {
            return e.fault;
        }
    }

    /** The row, in the order of the contract, with null for what does not fit; null where the line is not this table's. */
    @Nullable
    String @Nullable [] row(SourceLine line) {
        try {
            if (!isOurs(line)) {
                return null;
            }
        } catch (Unfit e) {
            return null;
        }
        @Nullable String[] row = new String[cells.size()];
        for (int i = 0; i < row.length; i++) {
            try {
                row[i] = text(cells.get(i), line);
            } catch (Unfit e) {
                row[i] = null; // it fitted when it came, by another definition
            }
        }
        return row;
    }

    private boolean isOurs(SourceLine line) {
        return !isFiltered || Boolean.TRUE.equals(computed("where", where, line));
    }

    private @Nullable Object computed(String name, int nth, SourceLine line) {
        try {
            InternalRow row = line.row();
            return expressions.value(nth, row);
        } catch (RuntimeException e) { // the message may quote the line
            throw new Unfit(new Fault("expression", "'" + name + "' of " + table + " cannot be computed"));
        }
    }

    private @Nullable String text(Cell cell, SourceLine line) {
        String type = cell.type();
        String text;
        boolean isThere;
        if (cell.expression != NOWHERE) {
            Object value = computed(cell.name(), cell.expression, line);
            isThere = value != null && !value.toString().isEmpty();
            text = isThere && value != null ? values.ofComputed(value, expressions.type(cell.expression), type) : null;
        } else {
            String value = cell.position == NOWHERE ? null : line.value(cell.position);
            isThere = value != null;
            text = value == null ? null : values.of(value, type);
        }
        if (isThere && text == null) {
            throw new Unfit(new Fault("type", "'" + cell.name() + "' is not " + values.wanted(type)));
        }
        return text == null ? null : canonical(cell, text);
    }

    /** Names of code systems become URIs, where the feed says which. */
    private String canonical(Cell cell, String text) {
        if (codeSystems.isEmpty() || !cell.name().endsWith("_system")) {
            return text;
        }
        String uri = codeSystems.get(text);
        if (uri == null && text.indexOf(':') < 0) {
            throw new Unfit(new Fault(
                    "code-system", "'" + cell.name() + "' holds a name that 'code-systems' of the feed does not have"));
        }
        return uri == null ? text : uri;
    }
}
