module com.example.loads {
    requires io.holcstore.core;
    requires com.h2database;
    requires java.naming; // which H2's data source mentions
}
