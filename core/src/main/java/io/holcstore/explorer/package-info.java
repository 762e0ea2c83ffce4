/**
 * A page that shows stores in a browser: {@link io.holcstore.explorer.Explorer} serves it with the HTTP server of the
 * JDK, and {@link io.holcstore.explorer.ExplorerServlet} within a servlet container.
 *
 * <p>The page lists series, draws their values, shows gaps, totals and versions, and exports what it shows. The data
 * comes from paths below {@code api/}, which programs may read, too: the documentation describes them.
 */
@NullMarked
package io.holcstore.explorer;

import org.jspecify.annotations.NullMarked;
