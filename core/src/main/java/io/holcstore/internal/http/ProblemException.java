package io.holcstore.internal.http;

/**
 * Ends the handling of a request with a {@link Problem}. It has no stack trace, because the request is at fault and not
 * this program.
 */
public final class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** Returns a problem with status 400: the request is at fault. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.of(400, detail));
    }

    public Problem problem() {
        return problem;
    }
}
