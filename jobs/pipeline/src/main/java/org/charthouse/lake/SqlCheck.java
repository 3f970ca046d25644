package org.charthouse.lake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.QueryPlanningTrackerCallback;
import org.apache.spark.sql.catalyst.analysis.Analyzer;
import org.apache.spark.sql.catalyst.analysis.FakeV2SessionCatalog$;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.spec.SqlText;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Resolves a query against the schemas of its declared tables without starting Spark. */
public final class SqlCheck {

    private static final Pattern CALL = Pattern.compile("\\b([A-Za-z_][A-Za-z0-9_]*)\\s*\\(");

    /** Words before a bracket that call nothing. */
    private static final Set<String> NO_FUNCTION = Set.of(
            "in", "as", "and", "or", "not", "exists", "over", "filter", "values", "from", "join", "on", "using", "when",
            "then", "else", "where", "having", "by", "select", "union", "all", "with", "decimal", "varchar", "char",
            "within", "sets");

    private SqlCheck() {}

    /**
     * The schema of the query's result; empty, with the problem noted at its line, where the query does not resolve.
     *
     * @param file the file of the query, as the user knows it
     * @param sql the query
     * @param tables schemas by {@code zone.table}
     */
    public static Optional<StructType> schemaOf(
            String file, String sql, Map<String, StructType> tables, Problems problems) {
        Map<String, LogicalPlan> plans = tables.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> empty(entry.getValue())));
        try {
            return Optional.of(
                    analyzed(DeclaredSql.bind(sql, plans, LocalDate.EPOCH)).schema());
        } catch (UnsupportedOperationException e) {
            addUnknownFunction(sql, new Place(file, 0, null), e, problems);
            return Optional.empty();
        } catch (Exception e) {
            if (!(e instanceof AnalysisException analysis)) {
                throw e;
            }
            problems.add(
                    what(analysis), new Place(file, line(analysis), null), reason(analysis), cure(analysis, tables));
            return Optional.empty();
        }
    }

    /** Where no catalog is, Spark's analyser cannot tell that a function is unknown otherwise than by giving up. */
    static void addUnknownFunction(String sql, Place place, UnsupportedOperationException e, Problems problems) {
        addUnknownFunction(new SqlText(sql, place), RowFunctions.NONE, e, problems);
    }

    static void addUnknownFunction(
            SqlText asked, RowFunctions more, UnsupportedOperationException e, Problems problems) {
        if (e.getStackTrace().length == 0
                || !e.getStackTrace()[0].getClassName().contains("FakeV2SessionCatalog")) {
            throw e;
        }
        List<String> known = JavaConverters.seqAsJavaList(
                        functions(more).listFunction().toSeq())
                .stream()
                .map(FunctionIdentifier::funcName)
                .toList();
        String unknown = CALL.matcher(asked.sql())
                .results()
                .map(call -> call.group(1))
                .filter(name -> !known.contains(name.toLowerCase(Locale.ROOT)))
                .filter(name -> !NO_FUNCTION.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse("");
        problems.add(
                "Unknown function '" + unknown + "'",
                asked.place(),
                "Spark SQL has no function of that name",
                NearestWord.cure(unknown, known));
    }

    /** A plan with all names resolved, as a session of the lake would resolve them. */
    static LogicalPlan analyzed(LogicalPlan plan) {
        return analyzed(plan, RowFunctions.NONE);
    }

    static LogicalPlan analyzed(LogicalPlan plan, RowFunctions more) {
        SQLConf.get().setConfString("spark.sql.ansi.enabled", "true");
        SQLConf.get().setConfString("spark.sql.session.timeZone", "UTC");
        QueryPlanningTracker tracker = new QueryPlanningTracker(Option.<QueryPlanningTrackerCallback>empty());
        return analyzer(functions(more)).executeAndCheck(plan, tracker);
    }

    static LogicalPlan empty(StructType schema) {
        List<Attribute> fields = new ArrayList<>(JavaConverters.seqAsJavaList(DataTypeUtils.toAttributes(schema)));
        Seq<Attribute> attributes = JavaConverters.asScalaBuffer(fields).toSeq();
        return LocalRelation.fromExternalRows(
                attributes, JavaConverters.asScalaBuffer(List.<Row>of()).toSeq());
    }

    private static FunctionRegistry functions(RowFunctions more) {
        if (more.byName().isEmpty()) {
            return FunctionRegistry.builtin();
        }
        FunctionRegistry all = FunctionRegistry.builtin().clone();
        more.byName()
                .forEach((name, function) -> all.createOrReplaceTempFunction(
                        name, arguments -> function.call(JavaConverters.seqAsJavaList(arguments)), "scala_udf"));
        return all;
    }

    private static Analyzer analyzer(FunctionRegistry functions) {
        SessionCatalog catalog = new SessionCatalog(
                new InMemoryCatalog(new SparkConf(false), new Configuration()),
                functions,
                TableFunctionRegistry.builtin());
        return new Analyzer(new CatalogManager(FakeV2SessionCatalog$.MODULE$, catalog));
    }

    private static int line(AnalysisException e) {
        return e.line().isDefined() ? (Integer) e.line().get() : 0;
    }

    static String what(AnalysisException e) {
        String error = String.valueOf(e.getErrorClass());
        if (error.startsWith("UNRESOLVED_COLUMN")) {
            return "Unknown column " + e.getMessageParameters().get("objectName");
        }
        if (error.startsWith("TABLE_OR_VIEW_NOT_FOUND")) {
            return "Unknown table " + e.getMessageParameters().get("relationName");
        }
        return "The query does not resolve";
    }

    static String reason(AnalysisException e) {
        return e.getSimpleMessage().lines().findFirst().orElse("").replaceFirst("^\\[[A-Z0-9_.]+\\] ", "");
    }

    private static String cure(AnalysisException e, Map<String, StructType> tables) {
        String proposal = e.getMessageParameters().get("proposal");
        if (proposal != null) {
            return "did you mean " + proposal.split(",", -1)[0].strip() + "?";
        }
        return "correct the query; it may read: "
                + String.join(", ", tables.keySet().stream().sorted().toList());
    }
}
