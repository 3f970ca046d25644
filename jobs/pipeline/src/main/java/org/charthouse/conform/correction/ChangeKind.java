package org.charthouse.conform.correction;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/** A kind of change. */
interface ChangeKind {

    /** As corrections name it. */
    String name();

    /** What stands at its paths, for messages. */
    String element();

    /**
     * Where in an element the change is done, as names below it; an empty name is the element itself.
     *
     * @return nothing where it is no element of this kind
     */
    List<String> places(StructField element);

    /** The change, as its arguments say, for an element of a type; wrong arguments are noted. */
    Function<DataType, Edit> change(Arguments with);
}
