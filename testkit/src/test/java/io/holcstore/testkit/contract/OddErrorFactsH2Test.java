package io.holcstore.testkit.contract;

import io.holcstore.testkit.OddDatabase;

/** Errors on the odd database. */
final class OddErrorFactsH2Test extends ErrorFactsContract {
    OddErrorFactsH2Test() {
        super(new OddDatabase());
    }
}
