package org.charthouse.lake;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CurrentDate;
import org.apache.spark.sql.catalyst.expressions.CurrentTimestampLike;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LocalTimestamp;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.optimizer.BooleanSimplification$;
import org.apache.spark.sql.catalyst.optimizer.ConstantFolding$;
import org.apache.spark.sql.catalyst.optimizer.OptimizeIn$;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.optimizer.SimplifyCasts$;
import org.apache.spark.sql.catalyst.optimizer.UnwrapCastInBinaryComparison$;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Spark SQL expressions over the columns of one row, resolved without starting Spark, to be computed row by row. */
public final class RowExpression {

    private static final List<Rule<LogicalPlan>> FOLDING = List.of(
            ConstantFolding$.MODULE$,
            SimplifyCasts$.MODULE$,
            UnwrapCastInBinaryComparison$.MODULE$,
            BooleanSimplification$.MODULE$,
            OptimizeIn$.MODULE$);

    private RowExpression() {}

    /**
     * The expression, with columns as positions of the row; empty, with the problem noted, where it does not resolve or is
     * more than a function of one row.
     *
     * @param place where it stands
     * @param row the columns that it may name
     */
    public static Optional<Expression> of(Place place, String sql, StructType row, Problems problems) {
        try {
            Expression parsed = new CatalystSqlParser().parseExpression(sql);
            LogicalPlan source = SqlCheck.empty(row);
            LogicalPlan plan = ReplaceExpressions$.MODULE$.apply(SqlCheck.analyzed(project(parsed, source)));
            if (plan instanceof Project project && project.child() instanceof LocalRelation relation) {
                Expression value = ((Alias) project.projectList().apply(0)).child();
                Expression bound = bound(value, JavaConverters.seqAsJavaList(relation.output()));
                if (bound.deterministic() && canBeComputed(bound)) {
                    return Optional.of(bound);
                }
            }
            problems.add(
                    "The expression is no function of one row",
                    place,
                    "it asks for other rows, the time of day, the user or chance, and so would differ from run to run",
                    "use columns and functions of them only");
        } catch (UnsupportedOperationException e) {
            SqlCheck.addUnknownFunction(sql, place, e, problems);
        } catch (Exception e) {
            if (!(e instanceof AnalysisException analysis)) {
                throw e;
            }
            problems.add(SqlCheck.what(analysis), place, SqlCheck.reason(analysis), cure(analysis, row));
        }
        return Optional.empty();
    }

    /** The same expression with what is constant in it worked out once. */
    public static Expression folded(Expression bound) {
        Seq<String> none = seq(List.of());
        NamedExpression value =
                new Alias(bound, "value", NamedExpression.newExprId(), none, Option.<Metadata>empty(), none);
        LogicalPlan plan = new Project(seq(List.of(value)), new OneRowRelation());
        try {
            for (Rule<LogicalPlan> rule : FOLDING) {
                plan = rule.apply(plan);
            }
            return ((Alias) ((Project) plan).projectList().apply(0)).child();
        } catch (RuntimeException e) { // a constant part that cannot be computed: it fails where a row reaches it
            return bound;
        }
    }

    private static Project project(Expression parsed, LogicalPlan source) {
        Seq<String> none = seq(List.of());
        NamedExpression value =
                new Alias(parsed, "value", NamedExpression.newExprId(), none, Option.<Metadata>empty(), none);
        return new Project(seq(List.of(value)), source);
    }

    /** Columns as positions; each is found by its number, so their names do not matter any more. */
    private static Expression bound(Expression value, List<Attribute> columns) {
        List<Object> ids =
                columns.stream().<Object>map(column -> column.exprId()).toList();
        return value.transformUp(new PlanRule<Expression>(Attribute.class, each -> {
            Attribute column = (Attribute) each;
            return new BoundReference(ids.indexOf(column.exprId()), column.dataType(), true);
        }));
    }

    private static boolean canBeComputed(Expression expression) {
        boolean asksAround = expression instanceof Unevaluable
                || expression instanceof CurrentDate
                || expression instanceof CurrentTimestampLike
                || expression instanceof LocalTimestamp;
        return !asksAround
                && JavaConverters.seqAsJavaList(expression.children()).stream().allMatch(RowExpression::canBeComputed);
    }

    private static String cure(AnalysisException e, StructType row) {
        String name = e.getMessageParameters().get("objectName");
        return name == null
                ? "correct the expression; names with blanks or signs stand in backticks"
                : NearestWord.cure(name.replace("`", ""), List.of(row.fieldNames()));
    }

    private static <T> Seq<T> seq(List<T> items) {
        return JavaConverters.asScalaBuffer(items).toSeq();
    }
}
