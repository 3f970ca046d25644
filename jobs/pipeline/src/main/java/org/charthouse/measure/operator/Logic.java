package org.charthouse.measure.operator;

import org.jspecify.annotations.Nullable;

/** Three-valued logic (CQL 1.5, 9.1 Logical operators). */
public final class Logic {

    private Logic() {}

    public static @Nullable Boolean and(@Nullable Object left, @Nullable Object right) {
        if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
            return false;
        }
        return (left == null || right == null) ? null : (Boolean) true;
    }

    public static @Nullable Boolean or(@Nullable Object left, @Nullable Object right) {
        if (Boolean.TRUE.equals(left) || Boolean.TRUE.equals(right)) {
            return true;
        }
        return (left == null || right == null) ? null : (Boolean) false;
    }

    public static @Nullable Boolean xor(@Nullable Object left, @Nullable Object right) {
        return (left == null || right == null) ? null : (Boolean) !left.equals(right);
    }

    public static @Nullable Boolean implies(@Nullable Object left, @Nullable Object right) {
        return or(not(left), right);
    }

    public static @Nullable Boolean not(@Nullable Object operand) {
        return operand == null ? null : (Boolean) !Boolean.TRUE.equals(operand);
    }
}
