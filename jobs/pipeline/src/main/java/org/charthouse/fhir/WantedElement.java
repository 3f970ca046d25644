package org.charthouse.fhir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * An element that a view touches, and what it touches below. Elements that a view repeats into hold themselves, so the
 * whole may have circles; a row type unrolls them as often as it is told.
 */
final class WantedElement {
    /** Beyond this many elements Spark plans longer than anyone waits. */
    static final int MOST_ELEMENTS = 3000;

    private final FhirType type;
    private final Map<String, WantedElement> children = new LinkedHashMap<>();
    private boolean whole;
    private @Nullable WantedElement same;

    WantedElement(FhirType type) {
        this.type = type;
    }

    FhirType type() {
        return type;
    }

    /** The element below, wanted from now on. */
    WantedElement touch(FhirType.Child child) {
        WantedElement here = actual();
        return here.children
                .computeIfAbsent(child.jsonName(), name -> new WantedElement(child.type()))
                .actual();
    }

    /** Everything below is wanted, too. */
    void touchWhole() {
        actual().whole = true;
    }

    /** From now on both are one: what is wanted of one is wanted of the other. */
    void unite(WantedElement other) {
        WantedElement here = actual();
        WantedElement there = other.actual();
        if (here == there) {
            return;
        }
        there.same = here;
        here.whole |= there.whole;
        there.children.forEach((name, child) -> {
            WantedElement mine = here.children.putIfAbsent(name, child);
            if (mine != null) {
                mine.unite(child);
            }
        });
    }

    WantedElement actual() {
        WantedElement element = this;
        while (element.same != null) {
            element = element.same;
        }
        return element;
    }

    /**
     * The row type.
     *
     * @param depth how often an element may stand inside itself, at least 1
     * @throws IllegalArgumentException if that makes more than {@value #MOST_ELEMENTS} elements
     */
    StructType row(int depth) {
        return new Unrolled(depth).struct(actual(), new ArrayList<>());
    }

    private static final class Unrolled {
        private final int depth;
        private int count;

        Unrolled(int depth) {
            this.depth = depth;
        }

        StructType struct(WantedElement element, List<WantedElement> above) {
            List<WantedElement> stack = new ArrayList<>(above);
            stack.add(element);
            if (element.whole && element.type.model() != null) {
                return FhirSchema.whole(element.type.model());
            }
            List<StructField> fields = new ArrayList<>();
            element.children.forEach((name, touched) -> {
                WantedElement child = touched.actual();
                if (stack.stream().filter(each -> each == child).count() < depth) {
                    fields.add(field(element, name, child, stack));
                }
            });
            if (element.type.name().equals("Reference")) {
                fields.add(DataTypes.createStructField(FhirSchema.KEY, DataTypes.StringType, true));
            }
            return DataTypes.createStructType(fields);
        }

        private StructField field(WantedElement parent, String name, WantedElement child, List<WantedElement> stack) {
            count++;
            if (count > MOST_ELEMENTS) {
                throw new IllegalArgumentException("elements stand inside themselves up to " + depth
                        + " deep, which makes more than " + MOST_ELEMENTS + " elements in all");
            }
            DataType data = child.type.model() == null ? FhirSchema.primitive(child.type.name()) : struct(child, stack);
            boolean many =
                    Objects.requireNonNull(parent.type.children().get(name)).many();
            return DataTypes.createStructField(name, many ? new ArrayType(data, true) : data, true);
        }
    }
}
