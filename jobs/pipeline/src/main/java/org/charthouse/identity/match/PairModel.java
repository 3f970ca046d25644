package org.charthouse.identity.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.lake.RowExpression;
import org.charthouse.lake.RowFunctions;
import org.charthouse.lake.RowValues;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.LinkSpec.Comparison;
import org.charthouse.spec.LinkSpec.Level;
import org.charthouse.spec.LinkSpec.Rule;
import org.charthouse.spec.SqlText;

/**
 * A model, resolved against the fields of its records.
 *
 * @param spec the model
 * @param words that say the same, or nothing
 * @param keys over a record: the lists of texts of all candidate keys, candidate by candidate, then those of refinements
 * @param levels over a pair: the level of each comparison, then the rule that holds, from 1, or 0
 */
record PairModel(LinkSpec spec, Words words, RowValues keys, RowValues levels) {

    /**
     * Resolves a model.
     *
     * @param problems what is wrong with it; where there is anything, the result is of no use
     */
    static PairModel of(LinkSpec spec, Words words, Problems problems) {
        return new Resolution(spec, PairFunctions.all(words), problems).model(words);
    }

    /** The fields of a record, each a list of texts; null where nothing is known. */
    static StructType record(LinkSpec spec) {
        StructType record = new StructType();
        for (LinkSpec.Field field : spec.fields()) {
            record = record.add(field.field(), DataTypes.createArrayType(DataTypes.StringType, false));
        }
        return record;
    }

    /** Expressions of a model, resolved and of the right type. */
    private record Resolution(LinkSpec spec, RowFunctions functions, Problems problems) {

        PairModel model(Words words) {
            StructType record = PairModel.record(spec);
            StructType pair = new StructType().add("l", record).add("r", record);
            List<SqlText> keys = new ArrayList<>();
            spec.candidates().forEach(each -> keys.addAll(each.keys()));
            keys.addAll(spec.refine());
            List<Expression> levels = new ArrayList<>();
            spec.comparisons().forEach(each -> levels.add(level(each, pair)));
            levels.add(first(conditions(spec.rules().stream().map(Rule::when).toList(), pair), 0));
            return new PairModel(
                    spec,
                    words,
                    new RowValues(resolved(keys, record, ArrayType.class, "a list of texts")),
                    new RowValues(levels));
        }

        private Expression level(Comparison comparison, StructType pair) {
            List<Level> levels = comparison.levels();
            String known = comparison.of().stream()
                    .map(field -> "l." + field + " IS NOT NULL AND r." + field + " IS NOT NULL")
                    .collect(Collectors.joining(" OR ", "(", ")"));
            List<SqlText> asked = new ArrayList<>();
            levels.forEach(level -> asked.add(level.when()));
            Place place = levels.get(0).when().place();
            asked.add(new SqlText(known, place));
            comparison.unless().ifPresent(asked::add);
            List<Expression> found = conditions(asked, pair);
            if (found.size() < asked.size()) {
                return number(Pattern.UNKNOWN);
            }
            Expression level = first(found.subList(0, levels.size()), levels.size() + 1);
            if (comparison.unless().isPresent()) {
                level = new If(found.get(levels.size() + 1), number(Pattern.UNKNOWN), level);
            }
            return new If(found.get(levels.size()), level, number(Pattern.UNKNOWN));
        }

        private List<Expression> conditions(List<SqlText> asked, StructType pair) {
            return resolved(asked, pair, BooleanType.class, "true or false");
        }

        /** Fewer than were asked for if anything is wrong. */
        private List<Expression> resolved(
                List<SqlText> asked, StructType row, Class<? extends DataType> type, String wanted) {
            List<Optional<Expression>> found = RowExpression.all(asked, row, functions, problems);
            List<Expression> sound = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                Place place = asked.get(i).place();
                found.get(i).ifPresent(value -> {
                    if (type.isInstance(value.dataType())) {
                        sound.add(value);
                    } else {
                        problems.add(
                                "Wrong type",
                                place,
                                "the expression gives " + value.dataType().simpleString() + ", and " + wanted
                                        + " is needed here",
                                "correct the expression");
                    }
                });
            }
            return sound;
        }
    }

    /** Which condition, from 1, is the first that holds. */
    private static Expression first(List<Expression> conditions, int otherwise) {
        Expression first = number(otherwise);
        for (int i = conditions.size(); i > 0; i--) {
            first = new If(conditions.get(i - 1), number(i), first);
        }
        return first;
    }

    private static Expression number(int number) {
        return Literal.create(number, DataTypes.IntegerType);
    }
}
