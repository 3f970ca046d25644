package org.charthouse.conform.correction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.SharedSpark;
import org.charthouse.error.Place;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.fhir.FhirText;
import org.charthouse.fhir.RowReader;
import org.charthouse.spec.CorrectionSpec;
import org.charthouse.spec.CorrectionSpec.Approval;
import org.charthouse.spec.CorrectionSpec.Change;
import org.charthouse.spec.CorrectionSpec.Window;
import org.charthouse.spec.SqlText;
import org.jspecify.annotations.Nullable;

/** Corrections of a type by the shipped list of its elements, tried on a resource without starting Spark. */
final class Corrected {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Place PLACE = Place.of("a test");
    private static final Approval APPROVAL =
            new Approval("a test", "nobody", LocalDate.EPOCH, Optional.empty(), Optional.empty());

    private final ElementTree tree;
    private final List<CorrectionSpec> specs = new ArrayList<>();
    private List<String> sources = List.of();
    private Window window = new Window(List.of(), Optional.empty(), Optional.empty(), PLACE);
    private Optional<SqlText> where = Optional.empty();

    Corrected(String type) {
        var elements = Objects.requireNonNull(SharedSpark.specs().elements().get(type));
        tree = ElementTree.of(type, FhirSchema.of(type, elements.paths()));
    }

    Corrected sources(String... names) {
        sources = List.of(names);
        return this;
    }

    Corrected where(String sql) {
        where = Optional.of(new SqlText(sql, PLACE));
        return this;
    }

    Corrected between(@Nullable String from, @Nullable String until, String... on) {
        window = new Window(
                List.of(on),
                Optional.ofNullable(from).map(LocalDate::parse),
                Optional.ofNullable(until).map(LocalDate::parse),
                PLACE);
        return this;
    }

    /** Adds a correction with what was said of it since the last. */
    Corrected by(String name, String kind, String path, String with) {
        specs.add(new CorrectionSpec(
                name,
                tree.resourceType(),
                sources,
                window,
                where,
                List.of(new Change(kind, List.of(path), arguments(with), PLACE)),
                APPROVAL,
                PLACE));
        sources = List.of();
        where = Optional.empty();
        return between(null, null);
    }

    @SuppressWarnings("unchecked") // a JSON object has texts for keys
    private static Map<String, @Nullable Object> arguments(String json) {
        try {
            return JSON.readValue(json, Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** What becomes of a resource of a source, and the names of the corrections in brackets. */
    String of(String source, String resource) {
        InternalRow sent = Objects.requireNonNull(RowReader.read(UTF8String.fromString(resource), tree));
        InternalRow pair = Corrections.corrected(
                new GenericInternalRow(new @Nullable Object[] {UTF8String.fromString(source), sent}),
                Corrections.of(specs, tree.schema()));
        String names = pair.isNullAt(1)
                ? "[]"
                : List.of(pair.getArray(1).toObjectArray(DataTypes.StringType)).toString();
        String text =
                FhirText.of(pair.getStruct(0, tree.schema().length()), tree).toString();
        return text.replace("{\"resourceType\":\"" + tree.resourceType() + "\",", "{") + " " + names;
    }

    /** The same of the source {@code s}. */
    String of(String resource) {
        return of("s", resource);
    }
}
