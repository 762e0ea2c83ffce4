package io.holcstore.store;

/**
 * A {@link RowColumn} and a direction.
 *
 * @param column the column to order by
 * @param isDescending whether the largest value comes first
 */
public record RowOrder(RowColumn column, boolean isDescending) {
    @Override
    public String toString() {
        return column + (isDescending ? " descending" : " ascending");
    }
}
