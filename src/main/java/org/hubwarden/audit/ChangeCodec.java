package org.hubwarden.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.hubwarden.observed.Json;
import org.hubwarden.plan.Change;

/**
 * Changes as JSON. Goes by the components of their records, so that a new sort of change needs nothing here: a record of one
 * component is written as that component, any other as an object.
 */
final class ChangeCodec {

    private static final Map<String, Class<?>> SORTS = sorts();

    /** The JVM makes them anew at each question, which takes longer than all the rest. */
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private ChangeCodec() {}

    private static Map<String, Class<?>> sorts() {
        Map<String, Class<?>> sorts = new HashMap<>();
        collect(Change.class, sorts);
        return Map.copyOf(sorts);
    }

    private static void collect(Class<?> type, Map<String, Class<?>> sorts) {
        if (type.isRecord()) {
            sorts.put(name(type), type);
            return;
        }
        for (Class<?> next : type.getPermittedSubclasses()) {
            collect(next, sorts);
        }
    }

    private static RecordComponent[] components(Class<?> type) {
        return COMPONENTS.get(type);
    }

    private static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1);
    }

    /** Writes the members of an object that is open: which sort of change, and its components. */
    static void write(JsonGenerator out, Change change) throws IOException {
        out.writeStringField("change", name(change.getClass()));
        members(out, change);
    }

    private static void members(JsonGenerator out, Object part) throws IOException {
        for (RecordComponent component : components(part.getClass())) {
            out.writeFieldName(component.getName());
            value(out, component(part, component));
        }
    }

    private static void value(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof OptionalLong number) {
            out.writeString(number.isPresent() ? Long.toString(number.getAsLong()) : "");
        } else if (value instanceof Collection<?> elements) {
            out.writeStartArray();
            for (Object element : elements) {
                value(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Record && components(value.getClass()).length == 1) {
            value(out, component(value, components(value.getClass())[0]));
        } else if (value instanceof Record) {
            out.writeStartObject();
            members(out, value);
            out.writeEndObject();
        } else {
            out.writeString(value instanceof Enum<?> word ? word.name() : (String) value);
        }
    }

    private static Object component(Object part, RecordComponent component) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("every component of a public record can be read", e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Change read(Json object) {
        String name = object.get("change").text().orElse("");
        Class<?> sort = SORTS.get(name);
        if (sort == null) {
            throw new IllegalArgumentException("\"" + name + "\" is no change that this version of hubwarden knows");
        }
        return (Change) record(object, sort, false);
    }

    /** {@code mayBeBare}: whether a record of one component stands for itself; a change never does. */
    private static Object record(Json json, Class<?> type, boolean mayBeBare) {
        RecordComponent[] components = components(type);
        boolean bare = mayBeBare && components.length == 1;
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(bare ? json : json.get(components[i].getName()), components[i].getGenericType());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name(type) + " cannot be read", e);
        }
    }

    private static Object value(Json json, Type type) {
        if (type instanceof ParameterizedType sorted) {
            TreeSet<Object> elements = new TreeSet<>();
            json.elements().forEach(e -> elements.add(value(e, sorted.getActualTypeArguments()[0])));
            return elements;
        }
        Class<?> plain = (Class<?>) type;
        return plain.isRecord() ? record(json, plain, true) : scalar(json, plain);
    }

    private static Object scalar(Json json, Class<?> type) {
        String text = json.text().orElseThrow(() -> new IllegalArgumentException("a " + name(type) + " is missing"));
        if (type == long.class || type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == OptionalLong.class) {
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        }
        if (type == int.class) {
            return Integer.valueOf(text);
        }
        if (type == boolean.class) {
            return Boolean.valueOf(text);
        }
        return type.isEnum() ? constant(type, text) : text;
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("\"" + name + "\" is no " + name(type));
    }
}
