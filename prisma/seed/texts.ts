import type { Quarter } from '@/domain/period';
import { roman } from '@/domain/period';
import { SECTIONS, type Section } from '@/features/submissions/schema';
import { pick, pickSome } from './random';
import type { Group } from './tasks';

type Bank = Readonly<Record<Section, readonly string[]>>;

const CARE: Bank = {
  strengths: [
    'Hoàn thành kế hoạch khám, điều trị của quý; số người bệnh tăng so với cùng kỳ.',
    'Duy trì tốt quy chế chuyên môn, không để xảy ra sai sót nghiêm trọng.',
    'Triển khai thường quy các kỹ thuật đã được phê duyệt, phối hợp tốt với các khoa cận lâm sàng.',
    'Người bệnh hài lòng hơn với thái độ phục vụ; không có đơn thư vượt cấp.',
  ],
  limitations: [
    'Giường bệnh thường xuyên quá tải, còn tình trạng nằm ghép vào đầu tuần.',
    'Một số hồ sơ bệnh án ghi chép chưa đầy đủ, hoàn thành chậm.',
    'Số đề tài, sáng kiến đăng ký còn ít so với kế hoạch.',
    'Thời gian chờ kết quả cận lâm sàng giờ cao điểm còn dài.',
  ],
  causes: [
    'Người bệnh nặng từ tuyến dưới chuyển lên tăng, nhân lực chưa tăng tương ứng.',
    'Hai bác sĩ đi học dài hạn, phải bố trí trực thêm.',
    'Thiết bị đã dùng lâu năm, phải chờ sửa chữa.',
    'Nhân viên mới chưa thạo bệnh án điện tử.',
  ],
  proposals: [
    'Đề nghị bổ sung điều dưỡng và máy theo dõi cho phòng người bệnh nặng.',
    'Đề nghị Phòng Vật tư – Thiết bị y tế sửa chữa, thay thế thiết bị hỏng trong tháng đầu quý sau.',
    'Đề nghị mở thêm bàn khám vào buổi sáng các ngày đầu tuần.',
    'Đề nghị tổ chức thêm lớp hướng dẫn bệnh án điện tử.',
  ],
};
const TESTS: Bank = {
  strengths: [
    'Trả kết quả đúng hẹn, phục vụ tốt công tác cấp cứu ngoài giờ.',
    'Kết quả ngoại kiểm đạt; máy móc được bảo dưỡng theo lịch.',
    'Phối hợp tốt với các khoa lâm sàng trong hội chẩn.',
  ],
  limitations: [
    'Giờ cao điểm còn trả kết quả chậm.',
    'Một máy ngừng hoạt động nhiều ngày trong quý.',
    'Số báo cáo khoa học chưa đạt kế hoạch.',
  ],
  causes: [
    'Số chỉ định tăng nhanh hơn năng lực máy hiện có.',
    'Thời gian chờ linh kiện thay thế kéo dài.',
    'Thiếu kỹ thuật viên làm ca đêm.',
  ],
  proposals: [
    'Đề nghị sớm hoàn thành thủ tục mua linh kiện, hóa chất.',
    'Đề nghị bổ sung một kỹ thuật viên.',
    'Đề nghị các khoa gửi mẫu theo khung giờ để giảm dồn.',
  ],
};
const OFFICE: Bank = {
  strengths: [
    'Tham mưu kịp thời cho Ban Giám đốc, văn bản ban hành đúng hạn.',
    'Hoàn thành các nhiệm vụ được giao trong quý, phối hợp tốt với các khoa.',
    'Đẩy mạnh dùng văn bản điện tử, giảm giấy tờ.',
  ],
  limitations: [
    'Một số báo cáo của các khoa gửi về chậm, ảnh hưởng việc tổng hợp.',
    'Việc kiểm tra tại khoa chưa đủ số buổi.',
    'Còn yêu cầu xử lý quá hạn trong tháng cuối quý.',
  ],
  causes: ['Khối lượng việc cuối quý dồn nhiều.', 'Cán bộ kiêm nhiệm, nhân lực mỏng.', 'Một số quy trình còn nhiều bước ký.'],
  proposals: [
    'Đề nghị các khoa, phòng gửi báo cáo đúng hạn.',
    'Đề nghị bổ sung nhân lực và phần mềm hỗ trợ.',
    'Đề nghị rút gọn quy trình phê duyệt nội bộ.',
  ],
};
const BANKS: Readonly<Record<Group, Bank>> = { care: CARE, tests: TESTS, office: OFFICE };

/** What departments write: at first their good and bad points, since 2025 causes and proposals too. */
export const sectionsOf = (year: number): readonly Section[] => (year < 2025 ? ['strengths', 'limitations'] : SECTIONS);

/** Ưu điểm, hạn chế, nguyên nhân, đề xuất of a report, from sentences that suit the kind of department. */
export function sectionText(section: Section, group: Group, department: string, year: number, quarter: Quarter): string {
  const bank = BANKS[group][section];
  const sentences = pickSome(bank, section === 'strengths' ? 2 : 1 + (department.length % 2), section, department, year, quarter);
  return (section === 'strengths' ? [`Quý ${roman(quarter)}/${year}:`, ...sentences] : sentences).join(
    section === 'strengths' ? ' ' : '\n',
  );
}

const RETURNS = [
  'Số này lệch nhiều so với quý trước, đơn vị kiểm tra lại nguồn số liệu.',
  'Chưa khớp với số trên phần mềm bệnh viện, đề nghị đối chiếu rồi nộp lại.',
  'Số cao hơn chỉ tiêu đã phân bổ, đề nghị giải trình hoặc sửa lại.',
  'Có thể thừa một chữ số, đơn vị xem lại.',
] as const;
export const returnReason = (...words: (string | number)[]): string => pick(RETURNS, 'return', ...words);

const REASONS = {
  up: [
    'Cùng kỳ năm trước thực hiện thấp do thiếu nhân lực; quý này đủ người.',
    'Tăng theo kế hoạch đăng ký từ đầu năm.',
    'Làm thêm ngoài giờ và ngày thứ Bảy từ đầu quý.',
  ],
  down: [
    'Một phần chuyển sang quý sau.',
    'Cùng kỳ năm trước làm bù phần của quý trước đó.',
    'Sửa chữa phòng, tạm dừng một phần trong quý.',
  ],
} as const;
/** Why a figure moved much since last year. */
export const changeReason = (percent: number, ...words: (string | number)[]): string =>
  pick(REASONS[percent > 0 ? 'up' : 'down'], 'change', ...words);
