package io.holcstore.internal.http;

/** Ends the handling of a request with a {@link Problem}. Has no stack trace: it says nothing of this program. */
public final class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What the caller did cannot be answered: 400. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.of(400, detail));
    }

    public Problem problem() {
        return problem;
    }
}
