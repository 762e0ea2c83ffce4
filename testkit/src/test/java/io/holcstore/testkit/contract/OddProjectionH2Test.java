package io.holcstore.testkit.contract;

import io.holcstore.testkit.OddDatabase;

/** Projections on the odd database. */
final class OddProjectionH2Test extends ProjectionContract {
    OddProjectionH2Test() {
        super(new OddDatabase());
    }
}
