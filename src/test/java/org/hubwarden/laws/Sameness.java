package org.hubwarden.laws;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Reason;

/** What a change does, without why: the reason may be told differently the second time. */
final class Sameness {
    private Sameness() {}

    static List<String> keys(List<? extends Change> changes) {
        return changes.stream().map(Sameness::key).toList();
    }

    private static String key(Change change) {
        return change.getClass().getSimpleName()
                + Stream.of(change.getClass().getRecordComponents())
                        .filter(c -> c.getType() != Reason.class)
                        .map(c -> c.getName() + "=" + value(change, c))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Object value(Change change, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(change);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("every component of a record can be read", e);
        }
    }
}
