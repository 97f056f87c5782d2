const { DefaultLogger, LogLevel } = require('@vendure/core');

// What the shop has to have for Order Sync: two custom fields, one of them unique, and tokens at its login.
const fields = {
  unique: [{ name: 'externalId', type: 'string', nullable: true, unique: true }, { name: 'syncKey', type: 'string', nullable: true }],
  plain: [{ name: 'externalId', type: 'string', nullable: true }, { name: 'syncKey', type: 'string', nullable: true }],
  none: [],
};

exports.config = {
  apiOptions: { port: Number(process.env.SHOP_PORT), hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: ['bearer'],
    superadminCredentials: { identifier: 'ordersync', password: 'contract-test' },
  },
  dbConnectionOptions: { type: 'postgres', url: process.env.SHOP_DATABASE, synchronize: true },
  paymentOptions: { paymentMethodHandlers: [] },
  customFields: { Order: fields[process.env.SHOP_FIELDS] },
  logger: new DefaultLogger({ level: LogLevel.Error }),
};
