package io.holcstore.internal.axis;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The kinds behind the public types of axes, which do not name them to applications. */
public final class AxisKinds {
    private static volatile @Nullable Function<Object, AxisKind<?>> kinds;

    private AxisKinds() {}

    /** Called once, by the public type when its class is initialised, with the way to the kind of one. */
    public static void reveal(Function<Object, AxisKind<?>> kindOf) {
        kinds = kindOf;
    }

    /**
     * The kind of a public type, for values that the type has checked.
     *
     * @param axisType an {@code io.holcstore.key.AxisType}
     */
    @SuppressWarnings("unchecked")
    public static AxisKind<Object> of(Object axisType) {
        Function<Object, AxisKind<?>> known = kinds;
        if (known == null) {
            throw new IllegalStateException("not a type of an axis: " + axisType);
        }
        return (AxisKind<Object>) known.apply(axisType);
    }
}
