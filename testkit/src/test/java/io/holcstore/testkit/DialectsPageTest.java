package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.internal.axis.AxisDialect;
import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.ErrorDialect;
import io.holcstore.internal.sql.SessionDialect;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableDialect;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/dialects.md names each method that a dialect may override, and no other. */
final class DialectsPageTest {
    private static final Pattern HOOKS =
            Pattern.compile("^\\| hook \\|.*\n\\|[-|]*\n((?:\\|.*\n)+)", Pattern.MULTILINE);
    private static final Pattern FIRST = Pattern.compile("^\\| ([^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    private static Set<String> named() {
        String tables = HOOKS.matcher(new Page(Page.DOCS.resolve("dialects.md")).text())
                .results()
                .map(table -> table.group(1))
                .collect(Collectors.joining());
        return FIRST.matcher(tables)
                .results()
                .flatMap(cell -> NAME.matcher(cell.group(1)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean canBeOverridden(Method method) {
        int modifiers = method.getModifiers();
        return !method.isSynthetic()
                && (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers))
                && !Modifier.isFinal(modifiers)
                && !Modifier.isStatic(modifiers);
    }

    @Test
    void tablesHaveEveryHook() {
        Set<String> hooks = Arrays.stream(new Class<?>[] {
                    SqlDialect.class,
                    TableDialect.class,
                    SessionDialect.class,
                    ErrorDialect.class,
                    AxisDialect.class,
                    ChangeOrder.class
                })
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(DialectsPageTest::canBeOverridden)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named()).hasSizeGreaterThan(80).isEqualTo(hooks);
    }
}
