package io.holcstore.internal.sql.dialect.common;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls public methods of drivers that are not on the class path of this library. */
public final class MethodsByName {
    private MethodsByName() {}

    /** Returns the result of a method, which is not null. */
    public static Object call(Object target, String method, Object... arguments) throws ReflectiveOperationException {
        Object result = callOrNull(target, method, arguments);
        if (result == null) {
            throw new NoSuchMethodException(target.getClass().getName() + '.' + method + " returned nothing");
        }
        return result;
    }

    /** Returns the result of a method with this name and number of arguments. */
    public static @Nullable Object callOrNull(Object target, String method, Object... arguments)
            throws ReflectiveOperationException {
        for (Method each : target.getClass().getMethods()) {
            if (each.getName().equals(method) && each.getParameterCount() == arguments.length) {
                return each.invoke(target, arguments);
            }
        }
        throw new NoSuchMethodException(target.getClass().getName() + '.' + method);
    }
}
