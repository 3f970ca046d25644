package org.charthouse.flatten;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.CodeListSpec;
import org.charthouse.spec.TableName;
import org.charthouse.terminology.code.CodeLists;
import org.charthouse.terminology.code.ListedCode;

/** Makes {@code core.code} of the files that {@code conf/codes} names: each code of each edition of each list. */
public final class CodeTableJob implements Job {

    private static final Comparator<ListedCode> ORDER = Comparator.comparing(ListedCode::code)
            .thenComparing(ListedCode::from)
            .thenComparing(ListedCode::edition)
            .thenComparing(code -> new TreeMap<>(code.values()).toString())
            .thenComparing(code -> code.title().orElse(""));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CodeLists lists;
    private final TableDefinition table;

    public CodeTableJob(CodeLists lists, TableDefinition table) {
        this.lists = lists;
        this.table = table;
    }

    @Override
    public String name() {
        return table.table().toString();
    }

    @Override
    public Stage stage() {
        return Stage.FLATTEN;
    }

    @Override
    public Set<TableName> inputs() {
        return Set.of();
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(table.table());
    }

    @Override
    public String definition() {
        return lists.definition() + table;
    }

    @Override
    public JobReport run(JobContext context) {
        List<Row> rows = new ArrayList<>();
        lists.specs().values().forEach(list -> rows.addAll(rows(list)));
        return JobReport.loaded(context.writer()
                .replace(
                        table,
                        context.session().createDataFrame(rows, table.schema()).coalesce(1)));
    }

    private List<Row> rows(CodeListSpec list) {
        List<ListedCode> codes = new ArrayList<>(new LinkedHashSet<>(lists.codes(list.list())));
        codes.sort(ORDER);
        Map<String, Integer> entries = new HashMap<>();
        return codes.stream()
                .map(code -> row(list, code, entries.merge(code.code() + " " + code.from(), 1, Integer::sum)))
                .toList();
    }

    private static Row row(CodeListSpec list, ListedCode code, int entry) {
        Map<String, String> rest = new TreeMap<>(code.values());
        String billable = rest.remove("is_billable");
        String category = rest.remove("category");
        return RowFactory.create(
                list.list(),
                code.code(),
                Date.valueOf(code.from()),
                entry,
                code.until().map(Date::valueOf).orElse(null),
                list.system(),
                code.edition(),
                code.title().orElse(null),
                billable == null ? null : Boolean.valueOf(billable),
                category,
                rest.isEmpty() ? null : json(rest));
    }

    private static String json(Map<String, String> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // texts always can be
        }
    }
}
