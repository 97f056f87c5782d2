package dev.ordersync.sandbox.books;

/** Where the books write every change before they make it. */
interface Journal extends AutoCloseable {

    void append(Entry entry);

    /** Forgets everything. */
    void clear();

    @Override
    void close();

    /** For books that need not survive the process. */
    Journal NONE = new Journal() {
        @Override
        public void append(Entry entry) {}

        @Override
        public void clear() {}

        @Override
        public void close() {}
    };
}
