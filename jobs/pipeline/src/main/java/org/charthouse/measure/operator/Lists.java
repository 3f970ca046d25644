package org.charthouse.measure.operator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Quantity;
import org.jspecify.annotations.Nullable;

/** List operators (CQL 1.5, 9.9). Two nulls are the same member. */
public final class Lists {

    /** Up to so many items are compared one by one: no set of them is worth its making. */
    private static final int FEW = 8;

    /** No unit: stands for more than one. */
    private static final String SEVERAL = " ";

    private Lists() {}

    /** A member of a set: equal where CQL's equality says true, which the hash must follow. */
    record Member(@Nullable Object value, int hash) {

        static Member of(@Nullable Object value) {
            return new Member(value, Equality.hash(value));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Member that && isSame(value, that.value);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** Sets of the members of two lists, which find one another's. */
    private record Sets(Set<Member> left, Set<Member> right) {

        static Sets of(@Nullable List<?> left, @Nullable List<?> right) {
            String unit = unit(unit(null, left), right);
            boolean isOne = unit != null && !unit.equals(SEVERAL);
            return new Sets(members(left, isOne), members(right, isOne));
        }

        /** The unit of all quantities so far; null where there are none. */
        private static @Nullable String unit(@Nullable String before, @Nullable List<?> items) {
            String unit = before;
            if (items != null) {
                for (Object item : items) {
                    if (item instanceof Quantity quantity && (unit == null || !Units.isSame(unit, quantity.unit()))) {
                        unit = unit == null ? quantity.unit() : SEVERAL;
                    }
                }
            }
            return unit;
        }

        /** Where no unit is to be converted, quantities are told apart by their numbers. */
        private static Set<Member> members(@Nullable List<?> items, boolean isOneUnit) {
            Set<Member> members = new LinkedHashSet<>();
            if (items != null) {
                for (Object item : items) {
                    Object told = isOneUnit && item instanceof Quantity quantity ? quantity.value() : item;
                    members.add(new Member(item, Equality.hash(told)));
                }
            }
            return members;
        }
    }

    private static List<@Nullable Object> values(Collection<Member> members) {
        List<@Nullable Object> values = new ArrayList<>(members.size());
        members.forEach(member -> values.add(member.value));
        return values;
    }

    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return (one == null || other == null) ? one == other : Boolean.TRUE.equals(Equality.equal(one, other));
    }

    private static boolean has(@Nullable List<?> items, @Nullable Object wanted) {
        if (items != null) {
            for (Object item : items) {
                if (isSame(item, wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int size(@Nullable List<?> items) {
        return items == null ? 0 : items.size();
    }

    private static void addNew(List<@Nullable Object> values, @Nullable List<?> items) {
        if (items != null) {
            for (Object item : items) {
                if (!has(values, item)) {
                    values.add(item);
                }
            }
        }
    }

    public static @Nullable List<@Nullable Object> distinct(@Nullable List<?> source) {
        return source == null ? null : union(source, null);
    }

    /** A null list is an empty one. */
    public static @Nullable List<@Nullable Object> union(@Nullable List<?> left, @Nullable List<?> right) {
        int most = size(left) + size(right);
        if (most <= FEW) {
            List<@Nullable Object> values = new ArrayList<>(most);
            addNew(values, left);
            addNew(values, right);
            return values;
        }
        Sets both = Sets.of(left, right);
        both.left.addAll(both.right);
        return values(both.left);
    }

    public static @Nullable List<@Nullable Object> intersect(@Nullable List<?> left, @Nullable List<?> right) {
        if (left == null || right == null) {
            return null;
        }
        Sets both = Sets.of(left, right);
        both.left.retainAll(both.right);
        return values(both.left);
    }

    public static @Nullable List<@Nullable Object> except(@Nullable List<?> left, @Nullable List<?> right) {
        if (left == null) {
            return null;
        }
        Sets both = Sets.of(left, right);
        both.left.removeAll(both.right);
        return values(both.left);
    }

    /** Whether an item is in a list; a null is, where the list has one. */
    public static @Nullable Boolean contains(@Nullable List<?> list, @Nullable Object item) {
        return has(list, item);
    }

    /** Contained, beside another item; whether a null in the list is another value cannot be told. */
    public static @Nullable Boolean properContains(@Nullable List<?> list, @Nullable Object item) {
        Boolean isThere = false;
        Boolean hasOther = false;
        if (list != null) {
            for (Object member : list) {
                Boolean isSame = item == null ? (Boolean) (member == null) : Equality.equal(member, item);
                isThere = Logic.or(isThere, (member == null && item != null) ? (Boolean) false : isSame);
                hasOther = Logic.or(hasOther, Logic.not(isSame));
            }
        }
        return Logic.and(isThere, hasOther);
    }

    private static boolean includesAll(List<?> left, List<?> right) {
        Sets both = Sets.of(left, right);
        return both.left.containsAll(both.right);
    }

    public static @Nullable Boolean includes(@Nullable List<?> left, @Nullable List<?> right) {
        return (left == null || right == null) ? null : (Boolean) includesAll(left, right);
    }

    public static @Nullable Boolean properIncludes(@Nullable List<?> left, @Nullable List<?> right) {
        return (left == null || right == null)
                ? null
                : (Boolean) (left.size() > right.size() && includesAll(left, right));
    }

    public static @Nullable List<@Nullable Object> flatten(@Nullable List<?> source) {
        if (source == null) {
            return null;
        }
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object item : source) {
            if (item instanceof List<?> list) {
                flat.addAll(list);
            } else {
                flat.add(item);
            }
        }
        return flat;
    }

    /**
     * The only item; null of an empty list.
     *
     * @throws CqlException where there are more than one
     */
    public static @Nullable Object singleton(@Nullable List<?> source) {
        if (source == null || source.isEmpty()) {
            return null;
        }
        if (source.size() > 1) {
            throw new CqlException("one item was wanted where " + source.size() + " are");
        }
        return source.get(0);
    }

    /** Counted from 0; null outside of the list. */
    public static @Nullable Object item(@Nullable List<?> source, @Nullable Object index) {
        if (source == null || !(index instanceof Integer at) || at < 0 || at >= source.size()) {
            return null;
        }
        return source.get(at);
    }

    /** Counted from 0; -1 where it is not there. */
    public static @Nullable Integer indexOf(@Nullable List<?> source, @Nullable Object item) {
        if (source == null || item == null) {
            return null;
        }
        for (int at = 0; at < source.size(); at++) {
            if (Boolean.TRUE.equals(Equality.equal(source.get(at), item))) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Part of a list.
     *
     * @param from counted from 0; null for the start
     * @param to the first that is left out; null for the end
     */
    public static @Nullable List<@Nullable Object> slice(
            @Nullable List<?> source, @Nullable Object from, @Nullable Object to) {
        if (source == null) {
            return null;
        }
        int first = from instanceof Integer start ? start : 0;
        int last = to instanceof Integer end ? Math.min(end, source.size()) : source.size();
        boolean isEmpty = first < 0 || first >= last;
        return isEmpty ? new ArrayList<>() : new ArrayList<>(source.subList(first, last));
    }

    /** Items that are there, that is: not null. */
    static List<Object> present(@Nullable List<?> source) {
        List<Object> present = new ArrayList<>();
        if (source != null) {
            for (Object item : source) {
                if (item != null) {
                    present.add(item);
                }
            }
        }
        return present;
    }

    public static boolean exists(@Nullable List<?> source) {
        if (source != null) {
            for (Object item : source) {
                if (item != null) {
                    return true;
                }
            }
        }
        return false;
    }
}
