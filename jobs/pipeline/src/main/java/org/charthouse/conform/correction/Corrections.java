package org.charthouse.conform.correction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.error.Problems;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.lake.StaticCall;
import org.charthouse.spec.CorrectionSpec;
import org.charthouse.spec.CorrectionSpec.Change;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.Specifications;
import org.jspecify.annotations.Nullable;

/**
 * The corrections of one type of resource, in order of their names. Each is applied to what the one before it left, and
 * judges by that whether it is about the resource.
 */
public final class Corrections implements Serializable {

    private static final long serialVersionUID = 1;

    /** The type of the column that names the corrections of a row. */
    public static final ArrayType NAMES = DataTypes.createArrayType(DataTypes.StringType);

    private final ArrayList<Correction> corrections;
    private final int elements;

    private Corrections(List<Correction> corrections, int elements) {
        this.corrections = new ArrayList<>(corrections);
        this.elements = elements;
    }

    /**
     * Corrections.
     *
     * @param resource the kept elements of the type
     * @throws org.charthouse.error.UserError if something is wrong with them
     */
    public static Corrections of(List<CorrectionSpec> specs, StructType resource) {
        Problems problems = new Problems();
        Corrections read = of(specs, resource, problems);
        problems.throwIfAny();
        return read;
    }

    private static Corrections of(List<CorrectionSpec> specs, StructType resource, Problems problems) {
        return new Corrections(
                specs.stream()
                        .map(spec -> new CorrectionReader(spec, resource, problems).read())
                        .toList(),
                resource.length());
    }

    /** Notes what is wrong with any correction; Spark is not started. */
    public static void check(Specifications specs, Problems problems) {
        for (ElementList elements : specs.elements().values()) {
            List<CorrectionSpec> all = specs.correctionsOf(elements.resource());
            if (!all.isEmpty()) {
                of(all, FhirSchema.of(elements.resource(), elements.paths()), problems);
                for (int at = 1; at < all.size(); at++) {
                    refuseRepeated(all.subList(0, at), all.get(at), problems);
                }
            }
        }
    }

    /** The same change of the same rows twice: a date would be moved twice, anything else leaves nothing for the second. */
    private static void refuseRepeated(List<CorrectionSpec> before, CorrectionSpec spec, Problems problems) {
        for (CorrectionSpec other : before) {
            for (Change change : spec.changes()) {
                boolean isSame = other.changes().stream()
                        .anyMatch(each -> each.kind().equals(change.kind())
                                && !Collections.disjoint(each.paths(), change.paths())
                                && Objects.equals(
                                        each.with().get("from"), change.with().get("from")));
                if (isSame && areAlike(other, spec)) {
                    problems.add(
                            "Corrections '" + other.correction() + "' and '" + spec.correction()
                                    + "' change the same elements",
                            change.place(),
                            "nothing in 'sources', 'from', 'until' or 'where' tells their resources apart",
                            "tell them apart, or keep one");
                }
            }
        }
    }

    private static boolean areAlike(CorrectionSpec one, CorrectionSpec other) {
        Set<String> both = new HashSet<>(one.sources());
        both.retainAll(other.sources());
        boolean share =
                !both.isEmpty() || one.sources().isEmpty() || other.sources().isEmpty();
        return share
                && one.where().equals(other.where())
                && one.window().from().equals(other.window().from())
                && one.window().until().equals(other.window().until());
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return corrections.isEmpty();
    }

    /**
     * A struct of {@code resource}, set right, and {@code corrections}, the names of those that did anything: null for none.
     *
     * @param source the source system
     * @param resource a struct of the kept elements, of this type
     */
    public Column apply(Column source, Column resource, StructType type) {
        StructType result = new StructType().add("resource", type).add("corrections", NAMES);
        return StaticCall.column(Corrections.class, "corrected", result, functions.struct(source, resource), this);
    }

    /** Called by Spark's generated code, hence public. */
    public static InternalRow corrected(InternalRow pair, Corrections corrections) {
        if (pair.isNullAt(0) || pair.isNullAt(1)) {
            return row(pair.isNullAt(1) ? null : pair.getStruct(1, corrections.elements), null);
        }
        return corrections.of(pair.getUTF8String(0).toString(), pair.getStruct(1, corrections.elements));
    }

    private InternalRow of(String source, InternalRow resource) {
        List<UTF8String> names = new ArrayList<>();
        InternalRow now = resource;
        for (Correction correction : corrections) {
            InternalRow before = now;
            now = correction.corrected(source, before);
            if (now != before) {
                names.add(UTF8String.fromString(correction.name()));
            }
        }
        return row(now, names.isEmpty() ? null : new GenericArrayData(names.toArray()));
    }

    private static InternalRow row(@Nullable Object resource, @Nullable Object names) {
        return new GenericInternalRow(new @Nullable Object[] {resource, names});
    }

    /** Short, because Spark prints it in plans. */
    @Override
    public String toString() {
        return corrections.size() + " corrections";
    }
}
