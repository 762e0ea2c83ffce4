package io.holcstore.store;

import java.nio.charset.Charset;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Creates bars of the optional library. */
final class ProgressBars {
    private ProgressBars() {}

    static Progress open(String task, long total) {
        try {
            return new Bar(new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(style())
                    .build());
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Progress.bar needs the library me.tongfei:progressbar on the class path; any other Progress works without it",
                    e);
        }
    }

    /** Returns block elements, or ASCII for a terminal that would show question marks instead. */
    private static ProgressBarStyle style() {
        String encoding = System.getProperty("stderr.encoding", System.getProperty("native.encoding", "US-ASCII"));
        boolean blocks = Charset.forName(encoding).newEncoder().canEncode('█');
        return blocks ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII;
    }

    private record Bar(ProgressBar bar) implements Progress {
        @Override
        public void update(long done) {
            bar.stepTo(done);
        }

        @Override
        public void finish() {
            bar.close();
        }
    }
}
