package io.holcstore.http;

/** Ends the handling of a request with a {@link Problem}. Has no stack trace: it says nothing of this program. */
final class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What the caller did cannot be answered: 400. */
    static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.of(400, detail));
    }

    Problem problem() {
        return problem;
    }
}
