package io.holcstore.internal.sql.dialect.shardingsphere;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.DefinitionException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ShardingSphere whose classes have other methods. The rules themselves are read in ShardingRulesPostgresTest. */
final class ShardingSphereRulesTest {
    @Test
    void rulesThatCannotBeReadAreRefused() {
        assertThatThrownBy(() -> ShardingSphereRules.problems(new Object(), "meter", List.of("load"), List.of()))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("java.lang.Object.getContextManager", "ShardingSphere-JDBC 5.5.2");
    }
}
