package org.charthouse.measure.data;

import java.util.Arrays;
import java.util.List;
import org.charthouse.measure.value.Code;
import org.jspecify.annotations.Nullable;

/** A resource or complex element of FHIR. Its values are elements, primitives, lists of them, or null. Immutable. */
public final class Element {

    private final Shape shape;
    private final @Nullable Object[] values;
    private @Nullable Object converted;

    Element(Shape shape, @Nullable Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    public Shape shape() {
        return shape;
    }

    /** The type as model infos of CQL name it. */
    public String type() {
        return shape.name();
    }

    /** An element by its name, {@code value} for {@code value[x]}; null where it is not there. */
    public @Nullable Object get(String element) {
        int slot = shape.slot(element);
        return slot < 0 ? null : values[slot];
    }

    /** An element by its place in the {@link Shape}. */
    public @Nullable Object get(int slot) {
        return values[slot];
    }

    /** The value of a primitive; null where it is not there. */
    public @Nullable Object value(String element) {
        return get(element) instanceof FhirPrimitive primitive ? primitive.value() : null;
    }

    /** The value of a primitive as text; null where it is not there. */
    public @Nullable String text(String element) {
        Object value = value(element);
        return value == null ? null : value.toString();
    }

    /** {@code Encounter/12}; null where it is no resource or has no id. */
    public @Nullable String key() {
        Object id = id();
        return id == null ? null : shape.name() + "/" + id;
    }

    /** The id of a resource; null where it is none or has none. */
    private @Nullable Object id() {
        return shape.isResource() && values[shape.id()] instanceof FhirPrimitive id ? id.value() : null;
    }

    /** What a Coding says. */
    public Code code() {
        if (!(converted instanceof Code)) {
            converted = new Code(text("code"), text("system"), text("version"), text("display"));
        }
        return (Code) converted;
    }

    /** What was kept by {@link #keep}; null where nothing was. */
    public @Nullable Object kept() {
        return converted;
    }

    /** Keeps what the element means as a value of CQL, so that it is converted once. */
    public void keep(Object value) {
        converted = value;
    }

    /** Resources are the same where type and id are; other elements where all of their parts are. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Element that) || that.shape != shape) {
            return false;
        }
        Object id = id();
        return id != null ? id.equals(that.id()) : Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        Object id = id();
        return id != null ? id.hashCode() : Arrays.hashCode(values);
    }

    /** Type and id of a resource, the type alone of all else: values of persons are not for messages. */
    @Override
    public String toString() {
        String key = key();
        return key == null ? shape.name() : key;
    }

    /** The codes in an element: of a CodeableConcept, a Coding, a code, a choice or list of them. */
    public static List<Code> codes(@Nullable Object value) {
        return Codings.of(value);
    }
}
