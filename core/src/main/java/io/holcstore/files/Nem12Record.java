package io.holcstore.files;

import io.holcstore.internal.files.nem12.Nem12Channel;
import java.time.Duration;

/**
 * A record of kind 200 of a NEM12 file: the channel of a meter whose values follow it.
 *
 * @param nmi the National Metering Identifier
 * @param configuration all suffixes of the NMI, such as {@code E1B1Q1}
 * @param register the register of the meter, often empty
 * @param suffix the channel, such as {@code E1} or {@code B1}
 * @param dataStream the data stream at the market operator, often empty
 * @param meter the serial number of the meter, often empty
 * @param unit as it is written, such as {@code KWH}
 * @param interval the length of an interval: 5, 15 or 30 minutes
 */
public record Nem12Record(
        String nmi,
        String configuration,
        String register,
        String suffix,
        String dataStream,
        String meter,
        String unit,
        Duration interval) {
    static Nem12Record of(Nem12Channel channel) {
        return new Nem12Record(
                channel.nmi(),
                channel.configuration(),
                channel.register(),
                channel.suffix(),
                channel.dataStream(),
                channel.meter(),
                channel.unit(),
                Duration.ofMinutes(channel.minutes()));
    }
}
