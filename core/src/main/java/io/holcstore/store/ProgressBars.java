package io.holcstore.store;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Bars of the optional library. */
final class ProgressBars {
    private ProgressBars() {}

    static Progress open(String task, long total) {
        try {
            return new Bar(new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .build());
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Progress.bar needs the library me.tongfei:progressbar on the class path; any other Progress works without it",
                    e);
        }
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
