package org.hubwarden.host.systemd;

import java.util.List;

/** What came of a call. */
sealed interface Answer {

    /** systemd did what it was asked. */
    record Values(List<Object> values) implements Answer {

        public Values {
            values = List.copyOf(values);
        }

        /** The first value of the answer, of the type that the method is documented to have. */
        <T> T first(Class<T> type) {
            return type.cast(values.get(0));
        }
    }

    /**
     * systemd, or the bus, said no.
     *
     * @param name of the error, for programs: {@code org.freedesktop.systemd1.NoSuchUnit}
     * @param text for people
     */
    record Refused(String name, String text) implements Answer {}

    /**
     * There was no answer: the connection was lost, or the time was over.
     *
     * @param why for people
     */
    record None(String why) implements Answer {}
}
