/**
 * The endpoints of the explorer: which stores it shows to whom, the files of its page, and the answers about series,
 * values, totals, gaps, versions, statistics, the feed and exports.
 */
@NullMarked
package io.holcstore.internal.explorer;

import org.jspecify.annotations.NullMarked;
