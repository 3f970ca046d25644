package org.charthouse.measure.operator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/** List operators (CQL 1.5, 9.9). Two nulls are the same member. */
public final class Lists {

    private Lists() {}

    /** A member of a set: equal where CQL's equality says true. */
    record Member(@Nullable Object value) {
        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Member that)) {
                return false;
            }
            return (value == null || that.value == null)
                    ? value == that.value
                    : Boolean.TRUE.equals(Equality.equal(value, that.value));
        }

        @Override
        public int hashCode() {
            return Equality.hash(value);
        }
    }

    private static Set<Member> members(@Nullable Collection<?> items) {
        Set<Member> members = new LinkedHashSet<>();
        if (items != null) {
            for (Object item : items) {
                members.add(new Member(item));
            }
        }
        return members;
    }

    private static List<@Nullable Object> values(Collection<Member> members) {
        List<@Nullable Object> values = new ArrayList<>(members.size());
        members.forEach(member -> values.add(member.value));
        return values;
    }

    public static @Nullable List<@Nullable Object> distinct(@Nullable List<?> source) {
        return source == null ? null : values(members(source));
    }

    /** A null list is an empty one. */
    public static @Nullable List<@Nullable Object> union(@Nullable List<?> left, @Nullable List<?> right) {
        Set<Member> all = members(left);
        all.addAll(members(right));
        return values(all);
    }

    public static @Nullable List<@Nullable Object> intersect(@Nullable List<?> left, @Nullable List<?> right) {
        if (left == null || right == null) {
            return null;
        }
        Set<Member> both = members(left);
        both.retainAll(members(right));
        return values(both);
    }

    public static @Nullable List<@Nullable Object> except(@Nullable List<?> left, @Nullable List<?> right) {
        if (left == null) {
            return null;
        }
        Set<Member> rest = members(left);
        rest.removeAll(members(right));
        return values(rest);
    }

    /** Whether an item is in a list; a null is, where the list has one. */
    public static @Nullable Boolean contains(@Nullable List<?> list, @Nullable Object item) {
        if (list == null) {
            return false;
        }
        Member wanted = new Member(item);
        for (Object member : list) {
            if (new Member(member).equals(wanted)) {
                return true;
            }
        }
        return false;
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

    public static @Nullable Boolean includes(@Nullable List<?> left, @Nullable List<?> right) {
        return (left == null || right == null) ? null : (Boolean) members(left).containsAll(members(right));
    }

    public static @Nullable Boolean properIncludes(@Nullable List<?> left, @Nullable List<?> right) {
        return (left == null || right == null)
                ? null
                : (Boolean) (left.size() > right.size() && members(left).containsAll(members(right)));
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
