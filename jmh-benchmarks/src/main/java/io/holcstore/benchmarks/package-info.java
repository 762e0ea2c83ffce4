/** What the library costs, measured with JMH beside the peers it is compared with, and the report made of it. */
@NullMarked
package io.holcstore.benchmarks;

import org.jspecify.annotations.NullMarked;
